"""Every sentence about hub plans that is more than a label, in the language of the reader."""
