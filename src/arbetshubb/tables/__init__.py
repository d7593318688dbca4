"""Tables from files, whatever their dialect, and what is wrong with them; template workbooks.

Knows no word of the domain: which columns a table should have is said by the rooms.
"""
