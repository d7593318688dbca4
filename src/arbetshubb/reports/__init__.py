"""What leaves the house as files: reports, workbooks and map pages drawn from published figures.

Only figures that have passed disclosure control come here (``analysis.hubplan.published``).
"""
