-- Printed prettily, as the manual calls it: a dump and its restoration regroup conditions, and then
-- only what is printed without every bracket is the same.
SELECT line FROM (
       SELECT format('column %s.%s %s', relname, attname, format_type(atttypid, atttypmod))
              || coalesce(' COLLATE ' || nullif(collname, 'default'), '')
              || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
              || CASE attidentity WHEN 'd' THEN ' IDENTITY' WHEN 'a' THEN ' IDENTITY ALWAYS' ELSE '' END
              || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid, true), '') AS line
         FROM pg_attribute
         JOIN pg_class ON pg_class.oid = attrelid AND relkind IN ('r', 'p')
         LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         LEFT JOIN pg_collation ON pg_collation.oid = attcollation
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
       UNION ALL
       -- From version 18 on NOT NULL is a constraint, too: columns have it already.
       SELECT format('constraint %s of %s: %s', conname, conrelid::regclass, pg_get_constraintdef(pg_constraint.oid, true))
         FROM pg_constraint
         JOIN pg_class ON pg_class.oid = conrelid
        WHERE relnamespace = 'public'::regnamespace AND contype <> 'n'
       UNION ALL
       SELECT 'index ' || pg_get_indexdef(indexrelid, 0, true)
         FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       UNION ALL
       SELECT 'trigger ' || pg_get_triggerdef(pg_trigger.oid, true)
              || CASE tgenabled WHEN 'D' THEN ' DISABLED' WHEN 'R' THEN ' ON REPLICAS ONLY' ELSE '' END
         FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal
       UNION ALL
       SELECT format('trigger of constraint %s on %s is disabled', conname, tgrelid::regclass)
         FROM pg_trigger
         JOIN pg_class ON pg_class.oid = tgrelid
         JOIN pg_constraint ON pg_constraint.oid = tgconstraint
        WHERE relnamespace = 'public'::regnamespace AND tgisinternal AND tgenabled NOT IN ('O', 'A')
       UNION ALL
       SELECT 'rule ' || pg_get_ruledef(pg_rewrite.oid, true)
         FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       UNION ALL
       SELECT 'function ' || regexp_replace(pg_get_functiondef(pg_proc.oid), '\s+', ' ', 'g')
         FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
          AND NOT EXISTS (SELECT FROM pg_depend
                           WHERE objid = pg_proc.oid AND classid = 'pg_proc'::regclass AND deptype = 'e')
       UNION ALL
       SELECT format('table %s for writeoff_server: %s%s', relname,
                     concat_ws(' ',
                         CASE WHEN has_table_privilege('writeoff_server', pg_class.oid, 'SELECT') THEN 'select' END,
                         CASE WHEN has_table_privilege('writeoff_server', pg_class.oid, 'INSERT') THEN 'insert' END,
                         CASE WHEN has_any_column_privilege('writeoff_server', pg_class.oid, 'UPDATE') THEN 'update' END,
                         CASE WHEN has_table_privilege('writeoff_server', pg_class.oid, 'DELETE') THEN 'delete' END,
                         CASE WHEN has_table_privilege('writeoff_server', pg_class.oid, 'TRUNCATE') THEN 'truncate' END,
                         CASE WHEN has_table_privilege('writeoff_server', pg_class.oid, 'TRIGGER') THEN 'trigger' END),
                     CASE WHEN relrowsecurity THEN ', by row' ELSE '' END)
         FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')) AS schema
 WHERE line !~ '^(column _sqlx_migrations|constraint \w+ of _sqlx_migrations|index .* ON _sqlx_migrations )'
 ORDER BY line COLLATE "C"
