"""Many flows: each walked for itself, what is finished kept, and what fails kept apart from the rest."""
