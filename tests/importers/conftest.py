"""Tests of the importers: how busy the machine is says nothing about them."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
