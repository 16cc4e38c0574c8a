"""The corner that finds rules in a text and weighs what follows."""
