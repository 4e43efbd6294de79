"""Names and words for a community that does not exist."""

from __future__ import annotations

import numpy as np

FIRST_NAMES = (
    "Ada", "Bram", "Cleo", "Dirk", "Edda", "Finn", "Gwen", "Hugo", "Iris", "Jory", "Kaia", "Lars",
    "Mona", "Nils", "Orla", "Piet", "Quin", "Rosa", "Sven", "Tilda", "Ulf", "Vera", "Wim", "Xenia",
    "Yara", "Zeno", "Alma", "Boris", "Carla", "Dunja",
)  # fmt: skip
LAST_NAMES = (
    "Quill", "Osier", "Fennel", "Yarrow", "Sorrel", "Tansy", "Teasel", "Bracken", "Madder", "Sedge",
    "Rowan", "Alder", "Vetch", "Burdock", "Clover", "Thistle", "Hazel", "Linden", "Mallow",
    "Nettle",     "Plantain", "Rush", "Spindle", "Willow",
)  # fmt: skip
TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Weaving", ("loom", "warp", "weft", "shuttle", "heddle", "selvedge", "treadle", "yarn")),
    ("Radios", ("antenna", "valve", "solder", "capacitor", "tuner", "speaker", "dial", "coil")),
    ("Clocks", ("pendulum", "escapement", "mainspring", "gear", "chime", "winding", "bezel")),
    ("Bicycles", ("saddle", "derailleur", "spoke", "hub", "brake", "chain", "fork", "pedal")),
    ("Pottery", ("kiln", "glaze", "clay", "slip", "wheel", "bisque", "vase", "handle")),
    ("Bees", ("hive", "queen", "swarm", "honey", "frame", "smoker", "nectar", "brood")),
    ("Boats", ("keel", "mast", "rudder", "hull", "oar", "varnish", "mooring", "sail")),
    ("Bread", ("dough", "crust", "sourdough", "oven", "rye", "flour", "crumb", "yeast")),
    ("Chess", ("gambit", "bishop", "endgame", "castling", "rook", "opening", "clock", "pawn")),
    ("Gardens", ("compost", "seedling", "trellis", "mulch", "hedge", "pruning", "rose", "bulb")),
    ("Maps", ("contour", "compass", "legend", "scale", "survey", "grid", "atlas", "bearing")),
    ("Choirs", ("alto", "tenor", "harmony", "canon", "rehearsal", "score", "tempo", "chord")),
)  # fmt: skip
COMMON = (
    "yesterday", "again", "slowly", "with care", "at home", "in the shed", "for the first time",
    "after work", "this spring", "as my aunt did", "without luck", "on the bench", "by hand",
    "last winter", "near the window", "with a friend", "twice", "in the rain", "before supper",
)  # fmt: skip
BEGINNINGS = (
    "I tried the", "Has anybody seen a", "My old", "We mended the", "There is a", "Look at the",
    "I would keep the", "You could turn the", "Mine has no", "Somebody gave me a", "We lost the",
    "I never trust the", "What holds the", "She cleaned the", "I am looking for a", "They say the",
)  # fmt: skip


def sentence(rng: np.random.Generator, topic: int, *, words: int = 2) -> str:
    """A sentence that holds two words of the topic, sometimes one of another."""
    own = TOPICS[topic][1]
    other = TOPICS[int(rng.integers(len(TOPICS)))][1]
    first = own[int(rng.integers(len(own)))]
    second = (own if rng.random() < 0.8 else other)[int(rng.integers(7))]
    begin = BEGINNINGS[int(rng.integers(len(BEGINNINGS)))]
    end = COMMON[int(rng.integers(len(COMMON)))]
    more = f" {COMMON[int(rng.integers(len(COMMON)))]}" if words > 2 else ""
    return f"{begin} {first} and the {second} {end}{more}."
