"""Values that PHP programs keep serialised in a text column: `a:1:{i:0;s:3:"Ana";}`."""

from __future__ import annotations

PhpKey = int | str
PhpValue = int | float | bool | str | None | dict[PhpKey, "PhpValue"]
MOST_NESTED = 32


def unserialized(text: object) -> PhpValue:
    """The value, arrays as dictionaries; None when the text is none, broken or holds an object.

    Lengths are counted in bytes of the database's encoding, which the dump may have changed: a
    string then ends at its closing quote.
    """
    if not isinstance(text, str) or text[1:2] not in (":", ";"):
        return None
    try:
        return _value(text.encode("utf-8", errors="replace"))
    except (ValueError, IndexError):
        return None


def strings_in(value: PhpValue) -> tuple[str, ...]:
    """The texts among the values of an array; of anything else nothing."""
    if not isinstance(value, dict):
        return ()
    return tuple(part for part in value.values() if isinstance(part, str) and part)


def numbers_in(text: object) -> tuple[str, ...]:
    """The ids in a list with commas, such as a list of buddies; what is no number is left out."""
    if isinstance(text, int):
        return (str(text),) if text > 0 else ()
    if not isinstance(text, str):
        return ()
    parts = (part.strip() for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part.isdecimal() and part != "0"))


def _value(data: bytes) -> PhpValue:
    """The one value in the bytes; ValueError or IndexError when they are something else."""
    open_arrays: list[tuple[dict[PhpKey, PhpValue], PhpKey | None]] = []
    values: dict[PhpKey, PhpValue] = {}
    key: PhpKey | None = None
    at = 0
    while True:
        done: PhpValue
        if open_arrays and key is None and data[at : at + 1] == b"}":
            done, at = values, at + 1
            values, key = open_arrays.pop()
        elif data[at : at + 2] == b"a:":
            if len(open_arrays) >= MOST_NESTED:
                raise ValueError("nested too deeply")
            at = data.index(b"{", at) + 1
            open_arrays.append((values, key))
            values, key = {}, None
            continue
        else:
            done, at = _scalar(data, at)
        if not open_arrays:
            return done
        if key is not None:
            values[key] = done
            key = None
        elif isinstance(done, int | str):
            key = done
        else:
            raise ValueError("an array's key is neither number nor text")


def _scalar(data: bytes, at: int) -> tuple[PhpValue, int]:
    kind = data[at : at + 2]
    if kind == b"N;":
        return None, at + 2
    if kind == b"s:":
        colon = data.index(b":", at + 2)
        start = colon + 2
        length = data[at + 2 : colon]
        if not length.isdigit():
            raise ValueError("no length")
        end = start + int(length)
        if data[end : end + 2] != b'";':
            end = data.index(b'";', start)
        return data[start:end].decode("utf-8", errors="replace"), end + 2
    end = data.index(b";", at)
    written = data[at + 2 : end]
    if kind == b"i:":
        return int(written), end + 1
    if kind == b"b:":
        return written == b"1", end + 1
    if kind == b"d:":
        return float(written), end + 1
    raise ValueError("no value of a known kind")
