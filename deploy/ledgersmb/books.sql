-- Every payable of a company as one JSON array. Amounts are in the entry's own currency, and positive for credit notes too:
-- LedgerSMB keeps the difference to the company's currency in rows of their own (fx_transaction).
SELECT coalesce(json_agg(entry ORDER BY entry.id), '[]') FROM (
  SELECT ap.id,
         eca.meta_number AS supplier_code,
         entity.name AS supplier,
         coalesce(ap.invnumber, '') AS number,
         CASE WHEN ap.approved THEN ap.id::text ELSE '' END AS erp_number,
         CASE WHEN ap.approved THEN 'posted' ELSE 'draft' END AS state,
         CASE WHEN ap.reverse THEN 'credit_note' ELSE 'invoice' END AS kind,
         coalesce((SELECT text FROM unnest(ARRAY[ap.description, ap.notes, ap.intnotes, ap.ordnumber, ap.ponumber]) AS text
                    WHERE text LIKE 'botfarm:%' LIMIT 1), '') AS mark,
         ap.transdate AS date,
         trim(ap.curr) AS currency,
         (-sums.sign * sums.net)::text AS net,
         (-sums.sign * sums.tax)::text AS tax,
         (-sums.sign * (sums.net + sums.tax))::text AS gross,
         (sums.sign * sums.payable)::text AS payable,
         coalesce((SELECT json_agg(line ORDER BY line.entry_id) FROM (
           SELECT posted.entry_id, coalesce(posted.memo, '') AS description, account.accno AS account,
                  (-sums.sign * posted.amount)::text AS net,
                  coalesce((SELECT unit.control_code FROM business_unit_ac AS used
                             JOIN business_unit AS unit ON unit.id = used.bu_id AND unit.class_id = used.class_id
                             JOIN business_unit_class AS class ON class.id = unit.class_id AND class.label = 'Department'
                            WHERE used.entry_id = posted.entry_id), '') AS cost_centre
             FROM acc_trans AS posted JOIN account ON account.id = posted.chart_id
            WHERE posted.trans_id = ap.id AND NOT posted.fx_transaction AND account.category = 'E') AS line), '[]') AS lines,
         coalesce((SELECT json_object_agg(account.description, (-sums.sign * posted.amount)::text)
             FROM acc_trans AS posted JOIN account ON account.id = posted.chart_id
            WHERE posted.trans_id = ap.id AND NOT posted.fx_transaction AND account.tax AND posted.amount <> 0), '{}') AS taxes
    FROM ap
    JOIN entity_credit_account AS eca ON eca.id = ap.entity_credit_account
    JOIN entity ON entity.id = eca.entity_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN ap.reverse THEN -1 ELSE 1 END AS sign,
             coalesce(sum(posted.amount) FILTER (WHERE account.category = 'E'), 0) AS net,
             coalesce(sum(posted.amount) FILTER (WHERE account.tax), 0) AS tax,
             coalesce(sum(posted.amount) FILTER (WHERE NOT account.tax AND account.category = 'L'), 0) AS payable
        FROM acc_trans AS posted JOIN account ON account.id = posted.chart_id
       WHERE posted.trans_id = ap.id AND NOT posted.fx_transaction) AS sums
) AS entry;
