"""The shipped flows by name, read once for all tests that go through them."""

from analyzer import flows, shipped

FLOWS = {flow.name: flow for flow in flows.discover(shipped.flows_folder())}
