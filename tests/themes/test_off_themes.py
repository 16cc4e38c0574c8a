from tests.themes.test_initiatives import find, names


def test_without_a_theme_only_known_names_are_sure():
    text = "Under Total Place, and in the Open Purse talks, little was agreed. "

    (mention,) = find(text + "Total Place is over.", is_relevant=False)
    assert (mention.name, mention.is_main, mention.is_live) == ("Total Place", False, False)


def test_a_listed_name_in_passing_is_no_mention_in_a_text_about_something_else():
    text = "The play begins in a town hall. Total Place is the name of the first act."

    assert find(text, is_relevant=False) == ()
    assert [one.name for one in find(text)] == ["Total Place"]


def test_no_new_scheme_is_looked_for_in_what_is_surely_about_something_else():
    text = (
        "Kent County Council has announced the Warm Doorstep Pathfinder, a programme in which "
        "nurses and social workers share one budget. The Warm Doorstep Pathfinder begins in May. "
        "It follows Total Place. Total Place is over."
    )

    assert set(names(text, is_relevant=False)) == {"Warm Doorstep Pathfinder", "Total Place"}
    assert names(text, is_relevant=False, is_out=True) == ["Total Place"]


def test_a_name_in_quotation_marks_ends_with_them():
    text = "Kent will open the “Knock First” pathfinder in May, the council has announced."

    assert names(text) == ["Knock First"]
