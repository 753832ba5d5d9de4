SELECT 'import ' || CAST(import.import_id AS TEXT) AS subject,
       coalesce(told.places, 0) <> import.created + import.changed + import.same + import.refused
       OR coalesce(told.last_place, -1) + 1 <> coalesce(told.places, 0)
       OR coalesce(told.created, 0) <> import.created
       OR coalesce(told.changed, 0) <> import.changed
       OR coalesce(told.same, 0) <> import.same
       OR coalesce(told.refused, 0) <> import.refused AS violated
  FROM import
  LEFT JOIN (
       SELECT import,
              count(DISTINCT place) AS places,
              max(place) AS last_place,
              count(*) FILTER (WHERE result = 'created') AS created,
              count(*) FILTER (WHERE result = 'changed') AS changed,
              count(*) FILTER (WHERE result = 'same') AS same,
              count(*) FILTER (WHERE result = 'refused') AS refused
         FROM import_outcome
        WHERE place >= 0
        GROUP BY import) AS told ON told.import = import.id
