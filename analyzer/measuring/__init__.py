"""What several measures share: the answers a measure can give, models of time and contrast, what controls mean."""
