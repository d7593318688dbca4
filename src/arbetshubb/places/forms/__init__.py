"""The forms of the places room."""

from arbetshubb.places.forms.files import FileForm
from arbetshubb.places.forms.inventory import ContactForm, PhotoForm, VisitForm
from arbetshubb.places.forms.place import PlaceForm

__all__ = ["ContactForm", "FileForm", "PhotoForm", "PlaceForm", "VisitForm"]
