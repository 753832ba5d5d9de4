-- The daily run, and how the portfolio stood after each.

CREATE TABLE daily_run (
    company     bigint         NOT NULL,
    run_on      date           NOT NULL,
    started_at  timestamptz(3) NOT NULL,
    finished_at timestamptz(3),
    late        bigint         NOT NULL,
    defaulted   bigint         NOT NULL,
    actions     bigint         NOT NULL,
    processes   bigint         NOT NULL,
    write_downs bigint         NOT NULL,
    events      bigint         NOT NULL,
    failures    bigint         NOT NULL,
    CONSTRAINT daily_run_key PRIMARY KEY (company, run_on),
    CONSTRAINT daily_run_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT daily_run_counts_range CHECK (late >= 0 AND defaulted >= 0 AND actions BETWEEN 0 AND defaulted
        AND processes >= 0 AND write_downs >= 0 AND events >= 0 AND failures >= 0)
);
COMMENT ON TABLE daily_run IS 'The run of a company for a day. It may be interrupted and go on.';

CREATE TABLE ageing (
    company  bigint           NOT NULL,
    taken_on date             NOT NULL,
    centre   bigint           NOT NULL,
    bucket   text COLLATE "C" NOT NULL,
    accounts bigint           NOT NULL,
    amount   bigint           NOT NULL,
    CONSTRAINT ageing_key PRIMARY KEY (company, taken_on, centre, bucket),
    CONSTRAINT ageing_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT ageing_centre FOREIGN KEY (centre) REFERENCES fulfilment_centre (id),
    CONSTRAINT ageing_bucket_known CHECK (bucket IN (
        'current', '1-30', '31-60', '61-90', '91-180', 'over-180')),
    CONSTRAINT ageing_range CHECK (accounts >= 1 AND amount >= 0)
);
COMMENT ON TABLE ageing IS 'What was owed at the end of a day, by how long it was past due.';
