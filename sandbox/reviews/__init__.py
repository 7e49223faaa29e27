"""Reviews: rubrics and marks."""
