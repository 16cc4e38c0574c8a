"""The corner that hears whose voice a text carries: unions, staff, or nobody."""
