"""Tidy tables for research: one row a flow, a step, a control or a finding, and a codebook of every column."""
