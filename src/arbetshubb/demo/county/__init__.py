"""A synthetic county as rows of files: real places and populations, invented people and sites.

Pure: the same seed gives the same rows. Nothing here describes a real person, price or premises.
"""

from arbetshubb.demo.county.county import DemoCounty, demo_county
from arbetshubb.demo.county.employers import REGION, all_employers

__all__ = ["REGION", "DemoCounty", "all_employers", "demo_county"]
