SELECT 'contract ' || CAST(contract_loss.contract AS TEXT) AS subject,
       coalesce(registered.principal, 0) <> contract_loss.principal
       OR coalesce(registered.fees, 0) <> contract_loss.fees
       OR coalesce(registered.tax, 0) <> contract_loss.tax AS violated
  FROM contract_loss
  LEFT JOIN (
       SELECT contract, sum(principal) AS principal, sum(fees) AS fees, sum(tax) AS tax
         FROM (
              SELECT contract, principal, fees, tax FROM write_off_contract
              UNION ALL
              SELECT contract, principal, fees, tax FROM loss_addition) AS lost
        GROUP BY contract) AS registered
    ON registered.contract = contract_loss.contract
 WHERE contract_loss.kind = 'write_off'
UNION ALL
SELECT 'contract ' || CAST(contract AS TEXT),
       NOT EXISTS (SELECT 1 FROM contract_loss
                    WHERE contract_loss.contract = write_off_contract.contract
                      AND contract_loss.kind = 'write_off')
  FROM write_off_contract
