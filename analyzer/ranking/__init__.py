"""How flows stand against one another, and what that owes to the policy."""
