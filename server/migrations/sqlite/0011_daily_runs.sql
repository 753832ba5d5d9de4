-- The daily run, and how the portfolio stood after each.

-- The run of a company for a day. It may be interrupted and go on.
CREATE TABLE daily_run (
    company     INTEGER NOT NULL,
    run_on      TEXT    NOT NULL CHECK (run_on IS date(run_on)),
    started_at  TEXT    NOT NULL CHECK (started_at IS strftime('%Y-%m-%dT%H:%M:%fZ', started_at)),
    finished_at TEXT    CHECK (finished_at IS strftime('%Y-%m-%dT%H:%M:%fZ', finished_at)),
    late        INTEGER NOT NULL,
    defaulted   INTEGER NOT NULL,
    actions     INTEGER NOT NULL,
    processes   INTEGER NOT NULL,
    write_downs INTEGER NOT NULL,
    events      INTEGER NOT NULL,
    failures    INTEGER NOT NULL,
    CONSTRAINT daily_run_key PRIMARY KEY (company, run_on),
    CONSTRAINT daily_run_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT daily_run_counts_range CHECK (late >= 0 AND defaulted >= 0 AND actions BETWEEN 0 AND defaulted
        AND processes >= 0 AND write_downs >= 0 AND events >= 0 AND failures >= 0)
) STRICT;

-- What was owed at the end of a day, by how long it was past due.
CREATE TABLE ageing (
    company  INTEGER NOT NULL,
    taken_on TEXT    NOT NULL CHECK (taken_on IS date(taken_on)),
    centre   INTEGER NOT NULL,
    bucket   TEXT    NOT NULL,
    accounts INTEGER NOT NULL,
    amount   INTEGER NOT NULL,
    CONSTRAINT ageing_key PRIMARY KEY (company, taken_on, centre, bucket),
    CONSTRAINT ageing_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT ageing_centre FOREIGN KEY (centre) REFERENCES fulfilment_centre (id),
    CONSTRAINT ageing_bucket_known CHECK (bucket IN (
        'current', '1-30', '31-60', '61-90', '91-180', 'over-180')),
    CONSTRAINT ageing_range CHECK (accounts >= 1 AND amount >= 0)
) STRICT, WITHOUT ROWID;
