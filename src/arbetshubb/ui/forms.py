"""How a Django form becomes fields on a page: one column, label over field, help under label.

We write ``aria-describedby`` and ``aria-invalid`` ourselves, once (no ``<ds-field>``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from arbetshubb.ui.words import Words

LONG: Final = 12
"""More boxes than this are a field that suggests, in a browser with script."""
CHOICES: Final = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True, slots=True)
class Fieldset:
    """A group of fields; a form lists them as ``fieldsets``."""

    title: Words
    fields: tuple[str, ...]
    help: Words = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button or box with its label."""

    input: SafeString
    label: str
    id: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field ready for its template."""

    bound: BoundField

    @property
    def id(self) -> str:
        """The input's id."""
        return self.bound.id_for_label or self.bound.auto_id or self.bound.html_name

    @property
    def anchor(self) -> str:
        """What the error summary links to: the input, or its group's first choice."""
        return f"{self.bound.auto_id}_0" if self.is_choice_group else self.id

    @property
    def kind(self) -> str:
        """Which of the field's shapes to draw."""
        widget = self.bound.field.widget
        if isinstance(widget, CHOICES):
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        if isinstance(widget, forms.FileInput):
            return "file"
        return "input"

    @property
    def is_choice_group(self) -> bool:
        """Whether it is several radio buttons or boxes under one heading."""
        return self.kind == "group"

    @property
    def is_long(self) -> bool:
        """Whether it has so many boxes that one would rather search among them."""
        widget = self.bound.field.widget
        return isinstance(widget, forms.CheckboxSelectMultiple) and len(self.bound) > LONG

    @property
    def is_optional(self) -> bool:
        """Whether to write "optional" after the label."""
        return not self.bound.field.required and self.kind not in {"check", "group"}

    @property
    def unit(self) -> str:
        """A unit shown after the input (widget attribute ``data-unit``)."""
        return str(self.bound.field.widget.attrs.get("data-unit", ""))

    @property
    def errors(self) -> list[str]:
        """What is wrong with the field."""
        return [str(error) for error in self.bound.errors]

    @property
    def help_id(self) -> str:
        """Id of the help text; empty when there is none."""
        return f"{self.bound.auto_id}-help" if self.bound.help_text else ""

    @property
    def error_id(self) -> str:
        """Id of the errors; empty when there are none."""
        return f"{self.bound.auto_id}-error" if self.errors else ""

    @property
    def described_by(self) -> str:
        """Ids of help and errors, for ``aria-describedby``."""
        return " ".join(part for part in (self.help_id, self.error_id) if part)

    def widget(self) -> SafeString:
        """The input with the design system's class and our ARIA."""
        return self.bound.as_widget(attrs=self._attributes())

    def options(self) -> list[Option]:
        """The radio buttons or boxes of a group."""
        is_invalid = "true" if self.errors else "false"
        return [_option(sub, is_invalid=is_invalid) for sub in self.bound.subwidgets]

    def _attributes(self) -> dict[str, str | bool]:
        given = str(self.bound.field.widget.attrs.get("class", ""))
        attributes: dict[str, str | bool] = {"class": f"ds-input {given}".strip()}
        if self.described_by:
            attributes["aria-describedby"] = self.described_by
        if self.errors:
            attributes["aria-invalid"] = "true"
        return attributes


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A fieldset ready for its template; without title the fields stand alone."""

    title: Words
    help: Words
    fields: tuple[FieldView, ...]


def field_groups(form: forms.BaseForm) -> list[FieldGroup]:
    """The visible fields in the form's own fieldsets; those in none come last."""
    left = {field.name: FieldView(field) for field in form.visible_fields()}
    fieldsets: Iterable[Fieldset] = getattr(form, "fieldsets", ())
    groups = [
        FieldGroup(str(one.title), str(one.help), tuple(_taken(one.fields, left)))
        for one in fieldsets
    ]
    rest = FieldGroup("", "", tuple(left.values()))
    return [group for group in (*groups, rest) if group.fields]


def summary_of(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Every error as anchor and sentence; the form's own have no anchor."""
    own = [("", str(error)) for error in form.non_field_errors()]
    hidden = [("", str(error)) for field in form.hidden_fields() for error in field.errors]
    fields = [view for group in field_groups(form) for view in group.fields]
    return (
        own
        + hidden
        + [
            (view.anchor, f"{view.bound.label}: {error}")
            for view in fields
            for error in view.errors
        ]
    )


def _taken(names: Iterable[str], left: dict[str, FieldView]) -> Iterator[FieldView]:
    return (left.pop(name) for name in names if name in left)


def _option(subwidget: BoundWidget, *, is_invalid: str) -> Option:
    data = subwidget.data
    data["attrs"] = {**data["attrs"], "class": "ds-input", "aria-invalid": is_invalid}
    return Option(SafeString(subwidget.tag()), str(subwidget.choice_label), subwidget.id_for_label)
