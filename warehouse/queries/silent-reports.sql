-- Which reports speak of staff without unions, or of neither?
-- days: how far to look back (default 365)
-- topic: voice

SELECT title, source, verdict, workforce_words, engagement_words, job_words, pages,
       says_left_out, reason, first_seen_at, url
FROM voice
WHERE document_kind = 'report'
  AND verdict IN ('workforce discussed without unions', 'nobody mentioned')
  AND first_seen_at >= now() - to_days($days::INTEGER)
ORDER BY first_seen_at DESC, title, document_id;
