"""What was measured, told to people and programs: one file a format."""
