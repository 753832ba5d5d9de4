SELECT 'a session of user ' || CAST(session.app_user AS TEXT) AS subject,
       app_user.id IS NULL OR session.expires_at <= session.created_at AS violated
  FROM session
  LEFT JOIN app_user ON app_user.id = session.app_user
