"""Our own line icons and shapes, drawn on 24 and 12 units. Always decoration beside a word."""

from __future__ import annotations

from typing import Final

ICONS: Final[dict[str, str]] = {
    "week": '<rect x="4" y="5" width="16" height="15" rx="3"/><path d="M4 10h16M9 3v4M15 3v4"/>',
    "book": '<path d="M3 15h18M6 15v5M18 15v5"/><rect x="8" y="4" width="8" height="7" rx="1.5"/>'
    '<path d="M12 11v4"/>',
    "map": '<path d="M9 5 4 7v12l5-2 6 2 5-2V5l-5 2z"/><path d="M9 5v12M15 7v12"/>',
    "plan": '<circle cx="12" cy="12" r="3"/><circle cx="5" cy="6" r="2"/>'
    '<circle cx="19" cy="6" r="2"/><circle cx="12" cy="20" r="2"/>'
    '<path d="m6.6 7.4 3.1 2.7M17.4 7.4l-3.1 2.7M12 15v3"/>',
    "cost": '<rect x="4" y="3" width="16" height="18" rx="3"/><path d="M8 8h8M8 12h8M8 16h4"/>',
    "follow": '<path d="M4 4v16h16"/><path d="m7 15 4-5 3 3 5-7"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-3.5 2.5-6 6-6s6 2.5 6 6"/>'
    '<path d="M16 5a3.5 3.5 0 0 1 0 6.500M18 14.500c2 .8 3 2.8 3 5.5"/>',
    "places": '<path d="M12 21s7-6.3 7-11.500A7 7 0 0 0 5 9.500C5 14.7 12 21 12 21z"/>'
    '<circle cx="12" cy="9.5" r="2.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
    "upload": '<path d="M12 16V5M7 9l5-5 5 5M5 20h14"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.500v.1"/>',
    "why": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M9.5 9.500a2.5 2.5 0 1 1 3.6 2.200c-.8.4-1.1.9-1.1 1.800M12 17v.1"/>',
    "warning": '<path d="M12 4 2.5 20h19z"/><path d="M12 10v5M12 17.500v.1"/>',
    "error": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 7.500v6M12 16.500v.1"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 3 3 5-6.5"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="m16 16 4 4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4 3.5-7 8-7s8 3 8 7"/>',
    "other": '<circle cx="12" cy="12" r="4"/>',
}

SHAPES: Final[dict[str, str]] = {
    "disc": '<circle cx="6" cy="6" r="4.5"/>',
    "ring": '<circle cx="6" cy="6" r="3.5" fill="none" stroke="currentColor" stroke-width="2"/>',
    "square": '<rect x="2" y="2" width="8" height="8" rx="1"/>',
    "diamond": '<path d="m6 .8 5.2 5.200L6 11.2.8 6z"/>',
    "house": '<path d="M6 1 .8 5.800h1.700v5h2.300V7.500h2.400v3.300h2.300v-5h1.700z"/>',
    "arrow": '<path d="M6.5 1.5 11 6l-4.5 4.500V7.500H1v-3h5.500z"/>',
    "hatch": '<path d="M1 5 5 1M1 11 11 1M7 11l4-4" fill="none" stroke="currentColor" '
    'stroke-width="1.6"/>',
    "check": '<path d="m1.5 6.5 3 3 6-7" fill="none" stroke="currentColor" stroke-width="2"/>',
    "triangle": '<path d="M6 1 11.5 11H.5z"/>',
    "cross": '<path d="m2 2 8 8M10 2l-8 8" fill="none" stroke="currentColor" stroke-width="2"/>',
    "dash": '<path d="M2 6h8" fill="none" stroke="currentColor" stroke-width="2"/>',
}
