-- What further sentences with hits added to a score; NULL: judged before they counted.
ALTER TABLE store.theme_scores ADD COLUMN by_sentences DOUBLE;
