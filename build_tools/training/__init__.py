"""How the annotations are measured, and the models that make them trained."""
