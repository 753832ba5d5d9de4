-- Notifications.

-- What a person is notified of, read or not.
CREATE TABLE notification (
    id        INTEGER NOT NULL,
    app_user  INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    at        TEXT    NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
    read_at   TEXT    CHECK (read_at IS strftime('%Y-%m-%dT%H:%M:%fZ', read_at)),
    CONSTRAINT notification_key PRIMARY KEY (id),
    CONSTRAINT notification_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT notification_operation FOREIGN KEY (operation) REFERENCES bulk_operation (id)
) STRICT;
CREATE INDEX notification_by_user ON notification (app_user, id);
CREATE INDEX notification_unread ON notification (app_user) WHERE read_at IS NULL;
