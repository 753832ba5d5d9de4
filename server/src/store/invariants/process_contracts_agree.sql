SELECT 'contract ' || CAST(link.contract AS TEXT) || ' in process ' || CAST(link.process AS TEXT)
       AS subject,
       contract.company IS DISTINCT FROM process.company
       OR contract.account IS DISTINCT FROM process.account
       OR (link.ended IS NULL
           AND contract.write_off_debt_class IS DISTINCT FROM control.debt_class)
       OR coalesce(link.ended_on < link.linked_on, 1 = 0)
       OR (link.ended = 'written_off'
           AND NOT EXISTS (SELECT 1 FROM write_off_contract
                             JOIN write_off
                               ON write_off.repossession = write_off_contract.write_off
                            WHERE write_off_contract.contract = link.contract
                              AND write_off.process = link.process)) AS violated
  FROM process_contract AS link
  LEFT JOIN write_off_process AS process ON process.id = link.process
  LEFT JOIN contract ON contract.id = link.contract
  LEFT JOIN write_off_control AS control
    ON control.company = process.company AND control.code = process.control
