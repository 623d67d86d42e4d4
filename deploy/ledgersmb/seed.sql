-- The example company in a LedgerSMB without a chart of accounts; seed.py puts its values into temporary tables first.
-- Written through LedgerSMB's own stored procedures where it has them.

SELECT setting__set(name, value) FROM seed_settings WHERE name IN ('company_name', 'curr');

SELECT account_heading_save(NULL, '1000', 'CURRENT ASSETS', NULL);
SELECT account__save(NULL, '1060', 'Bank', 'A', '', NULL, false, false, '{AR_paid,AP_paid}', false, false);
SELECT account__save(NULL, '1200', 'Receivables', 'A', '', NULL, false, false, '{AR}', false, false);
SELECT account_heading_save(NULL, '2000', 'CURRENT LIABILITIES', NULL);
SELECT account__save(NULL, '2100', 'Payables', 'L', '', NULL, false, false, '{AP}', false, false);
SELECT account_heading_save(NULL, '2300', 'INPUT TAX', NULL);
SELECT account__save(NULL, code, name, 'L', '', NULL, false, true, '{AP_tax}', false, false) FROM seed_taxes;
SELECT account_heading_save(NULL, '3000', 'EQUITY', NULL);
SELECT account__save(NULL, '3590', 'Retained Earnings', 'Q', '', NULL, false, false, '{}', false, false);
SELECT account_heading_save(NULL, '4000', 'REVENUE', NULL);
SELECT account__save(NULL, '4010', 'Sales', 'I', '', NULL, false, false, '{AR_amount,IC_sale}', false, false);
SELECT account__save(NULL, '4450', 'Foreign Exchange Gain', 'I', '', NULL, false, false, '{}', false, false);
SELECT account_heading_save(NULL, '5', 'EXPENSES', NULL);
SELECT account__save(NULL, code, name, 'E', '', NULL, false, false, '{AP_amount}', false, false) FROM seed_expenses;
SELECT account__save(NULL, '6900', 'Foreign Exchange Loss', 'E', '', NULL, false, false, '{}', false, false);

INSERT INTO tax (chart_id, rate) SELECT id, rate::numeric FROM seed_taxes JOIN account ON accno = code;
SELECT setting__set('fxgain_accno_id', (SELECT id::text FROM account WHERE accno = '4450'));
SELECT setting__set('fxloss_accno_id', (SELECT id::text FROM account WHERE accno = '6900'));

-- A rate for every day of the open years: LedgerSMB takes only that of the very day.
INSERT INTO exchangerate (curr, transdate, buy, sell)
SELECT currency, day::date, euros::numeric, euros::numeric
  FROM seed_rates,
       generate_series((SELECT value::date FROM seed_settings WHERE name = 'first_day'),
                       (SELECT value::date FROM seed_settings WHERE name = 'last_day'), '1 day') AS day;

UPDATE business_unit_class SET active = true WHERE label = 'Department';
SELECT business_unit__save(NULL, (SELECT id FROM business_unit_class WHERE label = 'Department'),
                           code, name, NULL, NULL, NULL, NULL)
  FROM seed_centres;

DO $$
DECLARE
    supplier record;
    made company;
    credit int;
BEGIN
    FOR supplier IN SELECT * FROM seed_suppliers LOOP
        SELECT * INTO made
          FROM company__save(supplier.code, 1, supplier.name, nullif(supplier.tax_id, ''), NULL, NULL,
                             (SELECT id FROM country WHERE short_name = supplier.country), NULL, NULL);
        credit := eca__save(NULL, 1, made.entity_id, supplier.name, 0, false, 0, 0, 30, supplier.code, NULL, 'en', NULL,
                            supplier.currency, NULL, NULL, 0, (SELECT id FROM account WHERE accno = '2100'),
                            (SELECT id FROM account WHERE accno = '1060'), NULL, NULL, NULL);
        INSERT INTO eca_tax (eca_id, chart_id) SELECT credit, id FROM account JOIN seed_taxes ON accno = code;
        IF supplier.iban <> '' THEN
            PERFORM entity__save_bank_account(made.entity_id, credit, '', supplier.iban, NULL, NULL);
        END IF;
    END LOOP;
END $$;

SELECT admin__add_user_to_role((SELECT value FROM seed_settings WHERE name = 'bot_user'), role) FROM seed_roles;
DO $$ BEGIN
    EXECUTE format('ALTER ROLE %I VALID UNTIL ''infinity''',
                   (SELECT value FROM seed_settings WHERE name = 'bot_user'));
END $$;
