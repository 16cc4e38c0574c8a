-- What does each view mean, and each of its columns?
-- view: a part of the name of a view; empty: all of them (default )
-- search: a part of a column's name or meaning; empty: any (default )
-- inside: also what stands in store, which no promise is made of (default false)
-- topic: house

WITH told AS (
    SELECT schema_name, view_name AS name, 0 AS place, NULL AS column_name, NULL AS type, comment
    FROM duckdb_views()
    WHERE database_name = current_database() AND NOT internal
    UNION ALL
    SELECT schema_name, table_name, 0, NULL, NULL, comment
    FROM duckdb_tables()
    WHERE database_name = current_database() AND NOT internal AND NOT temporary
    UNION ALL
    SELECT columns.schema_name, columns.table_name, columns.column_index, columns.column_name,
           columns.data_type, coalesce(columns.comment, kept.comment)
    FROM duckdb_columns() AS columns
    LEFT JOIN store.view_comments AS kept
        ON kept.schema_name = columns.schema_name AND kept.view_name = columns.table_name
        AND kept.column_name = columns.column_name
    WHERE columns.database_name = current_database() AND NOT columns.internal
)
SELECT CASE schema_name WHEN 'main' THEN name ELSE schema_name || '.' || name END AS view,
       column_name AS column, type, comment AS meaning
FROM told
WHERE (schema_name = 'main' OR (schema_name = 'store' AND $inside::BOOLEAN))
  AND contains(lower(name), lower($view))
  AND contains(lower(coalesce(column_name, '') || ' ' || coalesce(comment, '')), lower($search))
ORDER BY schema_name, name, place;
