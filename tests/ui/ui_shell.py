"""A shell as the configuration would make it."""

from django.http import HttpRequest

from arbetshubb.ui.shell import NavItem, Person, Shell


def shell_of(_request: HttpRequest) -> Shell:
    items = (
        NavItem("week", "Min vecka", "/week/", is_frequent=True),
        NavItem("book", "Boka", "/book/", is_frequent=True),
        NavItem("map", "Kartläggning", "/mapping/"),
        NavItem("plan", "Plan", "/gallery/", is_current=True, is_frequent=True),
        NavItem("cost", "Avrop och kostnader", "/cost/"),
        NavItem("follow", "Uppföljning", "/follow/"),
    )
    person = Person("Kim Exempel", "Strateg", "/sign-out/", "Regionen")
    return Shell(items, person, notice="Demonstration: allt är påhittat.")
