"""The pages of the distances room, one module for what belongs together."""
