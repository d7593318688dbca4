"""The shell, the error pages and every component, as the browser gets them."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from pytest_django import Settings

from arbetshubb.ui.figures import FigureCard
from arbetshubb.ui.shell import NavItem, Shell


def test_the_shell_has_what_every_page_needs(reader: Client) -> None:
    html = reader.get("/gallery/").content.decode()
    assert '<html lang="sv"' in html
    assert html.count("<h1") == 1
    assert 'href="#main"' in html
    assert '<main id="main"' in html
    assert "Kim Exempel" in html
    assert "Strateg" in html
    assert re.search(r'<form[^>]*method="post" action="/sign-out/">', html)
    assert html.count('href="/accessibility/"') == 1


def test_the_current_verb_is_told_to_screen_readers(reader: Client) -> None:
    verbs = re.search(
        r'<nav class="ui-verbs".*?</nav>', reader.get("/gallery/").content.decode(), re.DOTALL
    )[0]
    assert re.findall(r'aria-current="page">([^<]+)', verbs) == ["Plan"]


def test_the_phone_has_three_verbs_and_a_menu_that_needs_no_script(reader: Client) -> None:
    html = reader.get("/gallery/").content.decode()
    bottom = re.search(r'<ul class="ui-bottom__bar">.*?<details', html, re.DOTALL)[0]
    assert re.findall(r"<span>([^<]+)</span>", bottom) == ["Min vecka", "Boka", "Plan"]
    assert "<summary>" in html


def test_without_marks_the_first_three_verbs_are_the_frequent_ones() -> None:
    shell = Shell(tuple(NavItem(str(n), str(n), "/") for n in range(6)))
    assert [item.label for item in shell.frequent] == ["0", "1", "2"]


def test_the_language_switch_keeps_the_page(reader: Client) -> None:
    answer = reader.post("/language/", {"language": "en", "next": "/gallery/?hubs-sort=name"})
    assert answer.url == "/gallery/?hubs-sort=name"
    assert '<html lang="en"' in reader.get(answer.url).content.decode()


def test_the_language_switch_leads_nowhere_else(reader: Client) -> None:
    answer = reader.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in answer.url


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere/", 404, "Sidan finns inte"),
        ("/forbidden/", 403, "Bara planerare ser planer."),
        ("/broken/", 500, "Något gick fel hos oss"),
    ],
)
def test_a_failure_is_a_page_in_the_shell_that_says_what_to_do(
    reader: Client, address: str, status: int, words: str
) -> None:
    answer = reader.get(address)
    html = answer.content.decode()
    assert answer.status_code == status
    assert words in html
    assert "ui-header" in html


def test_an_error_in_the_shell_itself_still_gives_a_page(
    reader: Client, settings: Settings
) -> None:
    settings.ARBETSHUBB_SHELL = "ui.ui_urls.broken_page"
    answer = reader.get("/broken/")
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()


def test_a_form_that_was_open_too_long_says_so(settings: Settings) -> None:
    settings.CSRF_FAILURE_VIEW = "arbetshubb.ui.errors.csrf_failure"
    strict = Client(enforce_csrf_checks=True, headers={"Accept-Language": "sv"})
    answer = strict.post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "öppen för länge" in answer.content.decode()


def test_the_gallery_is_only_for_development_and_the_demo(
    reader: Client, settings: Settings
) -> None:
    settings.DEMO = False
    assert reader.get("/gallery/").status_code == 404


def test_the_accessibility_statement_names_the_law_and_the_way_to_complain(reader: Client) -> None:
    html = reader.get("/accessibility/").content.decode()
    assert "2018:1937" in html
    assert "Digg" in html


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_id_occurs_twice_and_no_style_or_script_is_inline(language: str) -> None:
    html = Client(headers={"Accept-Language": language}).get("/gallery/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r'\son[a-z]+="', html)
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", html)


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{% crumb "/a/" "Plan" %}', '<li><a href="/a/">Plan</a></li>'),
        ('{% crumb "" "Här" %}', '<li><span aria-current="page">Här</span></li>'),
        ('{% button "Spara" %}', 'type="submit">Spara</button>'),
        (
            '{% button "Gå" url="/x/" kind="secondary" %}',
            'data-variant="secondary" data-color="spruce" href="/x/"',
        ),
        (
            '{% button "Ta bort" url="/x/" post=True %}',
            '<form class="ui-inline-form" method="post" action="/x/">',
        ),
        ('{% callout "error" "Fel" %}<p>x</p>{% endcallout %}', 'role="alert"'),
        ('{% tag "Ny" "new" %}', "<span>Ny</span>"),
        ('{% empty_state "Inget" "text" "/x/" "Börja" %}', ">Börja</a>"),
        ("{% progress share=0.62 seconds_left=38 %}", '<progress value="62" max="100"'),
        ("{% progress %}", "<progress aria-label="),
        ("{% progress share=7 %}", 'value="100"'),
        ('{% why "/w/" %}', ">Varför denna siffra?</a>"),
        ('{% confirm "c" "Ta bort" "Ja" "/x/" question="Säkert?" %}', 'action="/x/"'),
        ("{{ 2310000|kronor }}", "2,31\u00a0mnkr"),
        ("{{ 0.123|percent:1 }}", "12,3\u00a0%"),
        ("{{ 12|signed:'km' }}", "+12\u00a0km"),
        ("{{ 4.25|number:1 }}", "4,3"),
        ("{{ nothing|km }}", "färre än 5"),
        ("{{ 130|duration }}", "2\u00a0min 10\u00a0s"),
    ],
)
def test_every_small_tag_gives_its_part(template: str, expected: str) -> None:
    request = RequestFactory().get("/")
    context = Context({"request": request, "nothing": None})
    assert expected in Template("{% load ui %}" + template).render(context)


def test_the_pager_keeps_the_rest_of_the_address(reader: Client) -> None:
    html = reader.get("/gallery/?page=3&hubs-sort=name").content.decode()
    assert "?page=4&amp;hubs-sort=name" in html


def test_a_key_figure_gives_range_comparison_and_reason_a_line_each() -> None:
    card = FigureCard("Tid", "700 000 timmar", "652–748", "157 per anställd", "/why/")
    html = Template("{% load ui %}{% figure_card card %}").render(Context({"card": card}))
    lines = re.findall(r'<p class="ui-figure__note[^>]*>(.*?)</p>', html)
    assert [re.sub(r"<.*", "", line) for line in lines] == ["652–748", "157 per anställd", ""]
    bare = Template("{% load ui %}{% figure_card card %}").render(
        Context({"card": FigureCard("Tid", "7")})
    )
    assert "ui-figure__note" not in bare
