"""Finding, getting and starting a browser."""
