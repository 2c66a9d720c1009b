"""Mock sites on a loopback port, every origin under a host of its own: for people, and as a second transport."""

from analyzer.serving.addresses import Addresses
from analyzer.serving.choosing import Chosen, choose, read_setting
from analyzer.serving.server import listening, serving
from analyzer.serving.visit import Asked, Visit

__all__ = ["Addresses", "Asked", "Chosen", "Visit", "choose", "listening", "read_setting", "serving"]
