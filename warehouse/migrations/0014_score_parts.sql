-- Of what a theme's score is made up, so that the arithmetic of an old verdict can be shown too.
-- NULL: judged before this was kept.
ALTER TABLE store.theme_scores ADD COLUMN by_rules DOUBLE;    -- weights of the rules that counted
ALTER TABLE store.theme_scores ADD COLUMN by_words DOUBLE;    -- what the plain words added or took
ALTER TABLE store.theme_scores ADD COLUMN counted TEXT[];     -- the rules that counted
