SELECT 'contract ' || CAST(write_off_contract.contract AS TEXT) AS subject,
       contract.status IS DISTINCT FROM 'terminated'
       OR contract.principal_balance <> 0
       OR contract.fees_balance <> 0
       OR contract.tax_balance <> 0
       OR contract.account IS DISTINCT FROM repossession.account
       OR contract.company IS DISTINCT FROM repossession.company AS violated
  FROM write_off_contract
  LEFT JOIN contract ON contract.id = write_off_contract.contract
  LEFT JOIN repossession ON repossession.id = write_off_contract.write_off
