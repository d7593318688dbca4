"""Forms: labels, help, errors and who writes the ARIA."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template import Context, Template

from arbetshubb.ui.forms import Fieldset
from arbetshubb.ui.gallery.forms import SampleForm

pytestmark = pytest.mark.usefixtures("swedish")


def drawn(form: forms.BaseForm) -> str:
    return Template("{% load ui %}{% ui_form form %}").render(Context({"form": form}))


def test_every_field_has_a_label_for_its_input() -> None:
    html = drawn(SampleForm())
    ids = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html))
    assert ids
    assert ids == set(re.findall(r'<label[^>]* for="([^"]+)"', html))


def test_every_id_that_describes_a_field_exists_and_is_named_once() -> None:
    html = drawn(SampleForm({}))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert set(described.split()) <= set(ids)
    for tag in re.findall(r"<[a-z][^>]*>", html):
        assert tag.count("aria-describedby") <= 1
        assert tag.count("aria-invalid") <= 1


def test_the_summary_names_each_field_and_leads_to_it() -> None:
    html = drawn(SampleForm({}))
    anchors = re.findall(r'<li><a href="#([^"]+)">([^<]+)', html)
    assert [label.split(":")[0] for _, label in anchors] == [
        "Namn",
        "Typ",
        "Fil",
        "Hur många hubbar?",
        "Platser som måste ha en hubb",
    ]
    for anchor, _ in anchors:
        assert f'id="{anchor}"' in html


def test_what_was_filled_in_is_kept_when_something_is_wrong() -> None:
    html = drawn(SampleForm({"name": "Min plan", "limit": "abc"}))
    assert 'value="Min plan"' in html
    assert 'value="abc"' in html
    assert 'aria-invalid="true"' in html


def test_the_forms_own_errors_stand_in_the_summary_without_a_link() -> None:
    class Contrary(forms.Form):
        def clean(self) -> None:
            self.add_error(None, "Välj <något> annat.")

    html = drawn(Contrary({}))
    assert "<li>Välj &lt;något&gt; annat.</li>" in html


def test_fields_left_out_of_the_fieldsets_still_show() -> None:
    class Sloppy(forms.Form):
        first = forms.CharField(label="Ett")
        second = forms.CharField(label="Två")
        fieldsets = (Fieldset("Grupp", ("first", "gone")),)

    html = drawn(Sloppy())
    assert html.index("Grupp") < html.index("Ett") < html.index("Två")


def test_a_unit_stands_after_its_input() -> None:
    assert re.search(r'id="id_limit">\s*<span class="ui-unit">kr</span>', drawn(SampleForm()))


def test_only_long_lists_of_boxes_become_fields_that_suggest() -> None:
    html = drawn(SampleForm())
    assert html.count("data-ui-suggest=") == 1
    assert html.count('name="places"') == 40
    assert "ui/suggest.js" in html


def test_a_short_list_of_boxes_needs_no_script() -> None:
    class Short(forms.Form):
        days = forms.MultipleChoiceField(
            choices=[(str(n), str(n)) for n in range(12)], widget=forms.CheckboxSelectMultiple
        )

    html = drawn(Short())
    assert "data-ui-suggest" not in html
    assert "suggest.js" not in html
