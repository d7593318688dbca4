"""The type of texts for the screen: written out, or translated when shown."""

from __future__ import annotations

from django.utils.functional import Promise

type Words = str | Promise
