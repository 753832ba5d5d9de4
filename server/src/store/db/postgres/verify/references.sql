SELECT conname::text, conrelid::regclass::text AS child, confrelid::regclass::text AS parent,
       string_agg(format('child.%I = parent.%I', own.attname, other.attname), ' AND ') AS same,
       string_agg(format('child.%I IS NOT NULL', own.attname), ' AND ') AS there
  FROM pg_constraint
 CROSS JOIN LATERAL unnest(conkey, confkey) AS pair (own, other)
  JOIN pg_attribute AS own ON own.attrelid = conrelid AND own.attnum = pair.own
  JOIN pg_attribute AS other ON other.attrelid = confrelid AND other.attnum = pair.other
 WHERE contype = 'f' AND connamespace = 'public'::regnamespace
 GROUP BY pg_constraint.oid, conname, conrelid, confrelid ORDER BY conname
