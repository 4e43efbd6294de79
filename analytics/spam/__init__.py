"""How spam is told: signs of a post and of its author, weighed and added."""
