"""What lets others check a run: sealed as one canonical zip, verified byte by byte, and compared with its replay."""
