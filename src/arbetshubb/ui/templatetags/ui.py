"""``{% load ui %}``: the components and number formats of every page (see ui/README.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from arbetshubb.ui import formats, icons
from arbetshubb.ui.charts import Chart
from arbetshubb.ui.figures import FigureCard
from arbetshubb.ui.formats import HasSpan, Value
from arbetshubb.ui.forms import FieldView, field_groups, summary_of
from arbetshubb.ui.maps import MapView
from arbetshubb.ui.navigation import EmptyState, Step, Tab
from arbetshubb.ui.paging import page_links
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import CompareRow, DataTable

register = template.Library()

CALLOUTS = frozenset({"info", "why", "warning", "error", "success"})
BUTTONS = {
    "primary": ("primary", "spruce"),
    "secondary": ("secondary", "spruce"),
    "quiet": ("tertiary", "spruce"),
    "danger": ("primary", "danger"),
}


# -- Numbers


@register.filter
def number(value: Value, decimals: int = 0) -> str:
    """``1 140 000``, or with decimals."""
    return formats.number(value, int(decimals))


@register.filter
def span(figure: HasSpan | None, unit: str = "number") -> str:
    """``2,0–2,7 mnkr``."""
    return formats.span(figure, unit)


@register.filter
def signed(value: Value, unit: str = "number") -> str:
    """``+12 km``."""
    return formats.signed(value, unit)


@register.filter
def percent(value: Value, decimals: int = 0) -> str:
    """``86 %`` from 0.86."""
    return formats.percent(value, int(decimals))


@register.filter
def duration(seconds: float) -> str:
    """``2 min 10 s``."""
    return formats.duration(seconds)


for _name in ("kronor", "kronor_full", "km", "hours", "minutes", "tonnes"):
    register.filter(_name, formats.FORMATS[_name])


# -- Words and small things


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon, unseen by screen readers."""
    drawing = icons.ICONS.get(name, icons.ICONS["other"])
    return format_html(
        '<svg class="ui-icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" '
        'focusable="false">{}</svg>',
        mark_safe(drawing),  # noqa: S308  our own constants
    )


@register.simple_tag
def shape(name: str) -> SafeString:
    """A small filled shape, unseen by screen readers."""
    return format_html(
        '<svg class="ui-shape" viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" '
        'focusable="false">{}</svg>',
        mark_safe(icons.SHAPES[name]),  # noqa: S308  our own constants
    )


@register.simple_tag
def crumb(url: str, text: str) -> SafeString:
    """One breadcrumb; without address it is the page itself."""
    if not url:
        return format_html('<li><span aria-current="page">{}</span></li>', text)
    return format_html('<li><a href="{}">{}</a></li>', url, text)


@register.simple_tag
def tag(text: str, kind: str = "neutral") -> str:
    """A word with its shape and colour."""
    return status(Status(text, kind))


@register.simple_tag
def status(state: Status) -> str:
    """The same from a ``Status``."""
    return render_to_string("ui/parts/status.html", {"status": state})


@register.simple_tag
def why(url: str, text: str = "") -> str:
    """The link to how a figure was reckoned."""
    return render_to_string("ui/parts/why.html", {"url": url, "text": text})


@register.simple_tag(takes_context=True)
def button(  # noqa: PLR0913  the attributes of a button
    context: Context,
    text: str,
    *,
    url: str = "",
    kind: str = "primary",
    name: str = "",
    value: str = "",
    type: str = "submit",  # noqa: A002  the attribute's own name
    form: str = "",
    post: bool = False,
) -> str:
    """A link that looks like a button, a button, or (``post``) a form with only a button."""
    variant, color = BUTTONS[kind]
    return _drawn(
        context,
        "ui/parts/button.html",
        {
            "text": text,
            "url": url,
            "variant": variant,
            "color": color,
            "name": name,
            "value": value,
            "type": type,
            "form": form,
            "is_post": post and bool(url),
        },
    )


@register.simple_block_tag
def callout(content: str, kind: str = "info", title: str = "") -> str:
    """A box that informs, explains, warns or tells what went wrong."""
    if kind not in CALLOUTS:
        message = f"unknown kind of callout: {kind!r}"
        raise template.TemplateSyntaxError(message)
    return render_to_string(
        "ui/parts/callout.html", {"content": content, "kind": kind, "title": title}
    )


@register.simple_tag
def empty_state(title: str, text: str = "", url: str = "", action: str = "") -> str:
    """An invitation to the first step."""
    return render_to_string(
        "ui/parts/empty_state.html", {"empty": EmptyState(title, text, url, action)}
    )


@register.simple_tag
def progress(
    *,
    share: float | None = None,
    stage: str = "",
    seconds_left: float | None = None,
    label: str = "",
) -> str:
    """How far a job has come; a share of ``None`` is unknown."""
    known = None if share is None else min(1.0, max(0.0, share))
    return render_to_string(
        "ui/parts/progress.html",
        {
            "share": known,
            "percent_done": None if known is None else round(known * 100),
            "stage": stage,
            "seconds_left": seconds_left,
            "label": label,
        },
    )


# -- Figures and tables


@register.simple_tag
def figure_card(card: FigureCard) -> str:
    """One key figure."""
    return render_to_string("ui/parts/figure_card.html", {"card": card})


@register.simple_tag
def key_figures(cards: Sequence[FigureCard]) -> str:
    """Key figures, at most four in a row."""
    return render_to_string("ui/parts/key_figures.html", {"cards": cards})


@register.simple_tag(takes_context=True)
def data_table(context: Context, table: DataTable) -> str:
    """A table with its search, order, pages and export."""
    return _drawn(context, "ui/parts/data_table.html", {"table": table})


@register.simple_tag
def compare(left_title: str, right_title: str, rows: Iterable[CompareRow], label: str = "") -> str:
    """Two things side by side; ``label`` names the table where a page has several."""
    return render_to_string(
        "ui/parts/compare.html",
        {
            "left_title": left_title,
            "right_title": right_title,
            "rows": list(rows),
            "label": label,
        },
    )


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page[Any], name: str = "page") -> str:
    """Links to the pages of a list; the rest of the address is kept."""
    request: HttpRequest | None = context.get("request")
    parameters = request.GET.dict() if request else {}
    links = page_links(page, name=name, parameters=parameters)
    return render_to_string("ui/parts/pager.html", {"links": links, "page": page})


@register.simple_tag
def map_view(map: MapView) -> str:  # noqa: A002  what rooms call it
    """A map with its legend, switches and list of places."""
    return render_to_string("ui/parts/map.html", {"map": map})


@register.simple_tag
def chart(chart: Chart) -> str:
    """A chart with its table behind."""
    return render_to_string("ui/parts/chart.html", {"chart": chart})


# -- Ways


@register.simple_tag
def tabs(items: Iterable[Tab], label: str = "") -> str:
    """Tabs that are links."""
    return render_to_string("ui/parts/tabs.html", {"tabs": list(items), "label": label})


@register.simple_tag
def steps(items: Iterable[Step], label: str = "") -> str:
    """The steps of a task, and where one is."""
    return render_to_string("ui/parts/steps.html", {"steps": list(items), "label": label})


# -- Forms


@register.simple_tag
def ui_form(form: BaseForm) -> str:
    """The error summary and all fields of a form."""
    return render_to_string(
        "ui/parts/form.html",
        {"form": form, "groups": field_groups(form), "summary": summary_of(form)},
    )


@register.simple_tag
def ui_field(field: BoundField) -> str:
    """One field."""
    return render_to_string("ui/parts/field.html", {"field": FieldView(field)})


@register.simple_tag
def ui_errors(form: BaseForm) -> str:
    """The error summary alone."""
    return render_to_string("ui/parts/error_summary.html", {"summary": summary_of(form)})


@register.simple_tag(takes_context=True)
def form_buttons(
    context: Context, text: str, *, cancel_url: str = "", kind: str = "primary"
) -> str:
    """The row that sends a form."""
    return _drawn(
        context,
        "ui/parts/form_buttons.html",
        {"text": text, "cancel_url": cancel_url, "kind": kind},
    )


@register.simple_tag(takes_context=True)
def confirm(  # noqa: PLR0913  what is asked and what is answered
    context: Context,
    id: str,  # noqa: A002  the attribute's own name
    text: str,
    action: str,
    url: str,
    *,
    question: str = "",
) -> str:
    """A button that asks before it does; without JavaScript the question unfolds."""
    return _drawn(
        context,
        "ui/parts/confirm.html",
        {"id": id, "text": text, "action": action, "url": url, "question": question},
    )


def _drawn(context: Context, name: str, values: dict[str, Any]) -> str:
    """A part that needs the request (for CSRF tokens and addresses)."""
    request: HttpRequest | None = context.get("request")
    kept = {"csrf_token": context.get("csrf_token")}
    return render_to_string(name, {**kept, **values}, request=request)
