"""Which road system each origin and site lies in, so that a missing pair can say why.

A component is a number per origin and per site; -1 is far from every road. Two with one number are
joined by roads, in at least one direction or through a third.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from arbetshubb.analysis.places import IntArray
from arbetshubb.analysis.travel.matrix import Int32Array, NoWay, UInt8Array

type Components = tuple[Int32Array, Int32Array]

FAR: Final = -1


def components_of(no_way: UInt8Array) -> Components:
    """The components of origins and sites that the reasons in ``no_way[origin, site]`` tell.

    A way, a way beyond the cut-off and an unknown one join; an origin or site of which every pair
    is far from roads is far itself. O(pairs).
    """
    origins, sites = no_way.shape
    is_far = no_way == NoWay.FAR_FROM_ROAD
    joins = ~is_far & (no_way != NoWay.OTHER_COMPONENT)
    label = np.arange(origins + sites)  # [origin, then site]: the number of its component
    for site in range(sites):
        met = np.bincount(label[:origins][joins[:, site]], minlength=len(label)).nonzero()[0]
        if len(met) > 1:
            renamed = np.arange(len(label))
            renamed[met] = met[0]
            label = renamed[label]
        if len(met):
            label[origins + site] = met[0]
    label[:origins][is_far.all(axis=1) & (sites > 0)] = FAR
    label[origins:][is_far.all(axis=0) & (origins > 0)] = FAR
    return _int32(label[:origins]), _int32(label[origins:])


def joined_components(parts: Sequence[Components]) -> Components:
    """The components of the same origins and of all parts' sites, in order.

    Components of two parts are one when an origin lies in both. An origin is far from roads only if
    every part says so.
    """
    first = parts[0][0]
    if all(np.array_equal(first, origin) for origin, _ in parts[1:]):
        return first, np.concatenate([site for _, site in parts])
    from scipy.sparse import coo_array  # noqa: PLC0415 - half a second that few runs need
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - as above

    count, origin_parts, site_parts = 0, [], []
    for origin, site in parts:
        origin_parts.append(np.where(origin == FAR, FAR, origin + count))
        site_parts.append(np.where(site == FAR, FAR, site + count))
        count += max(int(origin.max(initial=FAR)), int(site.max(initial=FAR))) + 1
    labels = np.stack(origin_parts)  # [part, origin]
    some_label = labels.max(axis=0)
    part, origin = np.nonzero(labels != FAR)
    pairs = (labels[part, origin], some_label[origin])
    graph = coo_array((np.ones(len(part), dtype=np.int8), pairs), shape=(count, count))
    merged = np.append(connected_components(graph, directed=False)[1], FAR)  # merged[-1] is far
    return _int32(merged[some_label]), _int32(merged[np.concatenate(site_parts)])


def _int32(values: IntArray) -> Int32Array:
    return values.astype(np.int32)
