"""French labels."""

LABELS = {
    "invoice_number": (
        "numero de facture, facture no, facture n, facture numero, no de facture, n de facture, "
        "no facture, n facture, numero facture, numero d avoir, avoir no, avoir n, no avoir, n avoir, "
        "no d avoir, numero de piece, no de piece, piece no, ref facture, reference facture, "
        "facture d avoir no, facture d avoir n, ~facture, ~avoir, ~numero, ~no, ~n, ~reference, recu no, "
        "ticket no, numero de document, facture ref, ~facture d avoir, no de l avoir"
    ),
    "po_number": (
        "bon de commande, no de commande, n de commande, numero de commande, commande no, commande n, "
        "votre commande, votre reference, reference client, votre commande no, votre commande n, "
        "no commande, n commande, ref commande, reference commande, reference de commande, "
        "bon de commande no, bon de commande n, votre ref, v ref, ~commande"
    ),
    "other_number": (
        "numero client, no client, n client, code client, client no, client n, numero de client, "
        "compte client, numero de dossier, no de dossier, telephone, tel, fax, mobile, siret, siren, rcs, "
        "ape, code ape, naf, capital, code banque, code guichet, no de compte, numero de compte, compte, "
        "cle rib, bic, swift, bon de livraison, bl no, no bl, bon de livraison no, devis no, "
        "numero de devis, devis, contrat no, numero de contrat, page, identifiant, facture liee, "
        "facture d origine, facture initiale, facture initiale no, sur facture, sur facture no, "
        "avoir sur facture, avoir sur facture no, annule la facture, facture rectifiee, notre reference, "
        "notre ref, n ref, code article, reference article, relatif a la facture, relatif a la facture no, "
        "concerne la facture, concernant la facture, concernant la facture no"
    ),
    "issue_date": (
        "date de facture, date facture, date de la facture, date d emission, date de facturation, "
        "emise le, emis le, facture du, facture le, date d avoir, date avoir, date de l avoir, "
        "date du document, ~date, ~en date du, etablie le, fait le, ~du"
    ),
    "due_date": (
        "date d echeance, echeance, date echeance, date limite de paiement, a payer avant le, payable le, "
        "a regler avant le, a payer avant, date de reglement, payable avant le, date limite de reglement, "
        "reglement le, a regler avant, paiement avant le, echeance le, payable au plus tard le, "
        "prelevement a partir du, date de paiement, paiement du, paiement au plus tard le, "
        "a regler au plus tard le, reglement avant le"
    ),
    "other_date": (
        "date de livraison, date de commande, date commande, livre le, date livraison, periode, "
        "date de prestation, date de la prestation, periode de facturation, date d expedition, "
        "date de vente, date de la vente, date du devis, date d impression, date de realisation"
    ),
    "net_total": (
        "total ht, montant ht, total hors taxes, total hors taxe, montant hors taxes, sous total ht, "
        "total net ht, net ht, base ht, montant total ht, total ht net, montant eur ht, prix total ht, "
        "total eur ht, montant net ht, total general ht, total h t, montant h t, hors taxes, "
        "montant total hors taxes, ht, total hors tva"
    ),
    "carried": (
        "report, a reporter, total a reporter, sous total a reporter, report page precedente, montant a "
        "reporter, solde a reporter, total reporte"
    ),
    "subtotal": (
        "a reporter, report, sous total page, sous total, total articles, total lignes, total brut ht, montant brut ht"
    ),
    "tax_total": (
        "tva, total tva, montant tva, taxes, montant de la tva, montant total tva, total taxes, dont tva, "
        "montant taxe, total taxe, t v a, total t v a, tva a, montant de tva, montant des taxes"
    ),
    "gross_total": (
        "total ttc, montant ttc, total toutes taxes comprises, montant total ttc, total a payer ttc, "
        "prix ttc, ttc, montant eur ttc, total general, total t t c, montant total, total eur ttc, "
        "net a payer ttc, total general ttc, total facture, montant toutes taxes comprises, total avoir, "
        "montant de l avoir, montant de la facture, montant facture, ~total, ~montant, total eur, "
        "total euros, montant t t c, toutes taxes comprises, avoir ttc, total avoir ttc"
    ),
    "amount_due": (
        "net a payer, total a payer, somme a payer, reste a payer, montant du, solde a payer, "
        "montant a payer, solde du, solde, restant du, a payer, net a deduire, montant net a payer, "
        "total du, a votre credit, montant a regler, net a votre credit"
    ),
    "other_amount": (
        "remise, acompte, escompte, deja paye, frais de port, port, frais de livraison, rabais, ristourne, "
        "montant paye, especes, rendu, base, base tva, penalite, indemnite forfaitaire, frais, paye, "
        "regle, deja regle, eco participation, capital social, total remise, capital de, au capital de, "
        "montant du prelevement, arrondi"
    ),
    "tax_id": (
        "no tva, n tva, numero de tva, tva intracommunautaire, no tva intracommunautaire, "
        "n tva intracommunautaire, no de tva intracommunautaire, numero de tva intracommunautaire, "
        "n de tva intracommunautaire, tva intra, no de tva, n de tva, identifiant tva, tva intracom, "
        "no tva intra, numero tva, id tva, no id tva, code tva, n de tva intra communautaire, "
        "no de tva intra communautaire, tva no, tva intra communautaire, ~tva"
    ),
    "customer_tax_id": (
        "no tva client, n tva client, votre no tva, votre n tva, votre numero de tva, tva client, "
        "numero de tva client, tva intracommunautaire client, votre tva, votre tva intracommunautaire, "
        "no de tva client, n de tva client, no tva acheteur, tva acheteur, votre no de tva"
    ),
    "iban": "iban, code iban, rib",
    "supplier": (
        "vendeur, fournisseur, emetteur, emise par, emis par, prestataire, societe, expediteur, "
        "titulaire du compte, ~titulaire, ~beneficiaire, vendeur prestataire, facture par, de la part de"
    ),
    "customer": (
        "client, facture a, adresse de facturation, destinataire, acheteur, facturer a, "
        "adresse facturation, a l attention de, adresse a, facturation, factures a, facturee a, avoir a, "
        "nom du client, votre adresse, adresse client, preneur"
    ),
    "other_party": (
        "adresse de livraison, livraison, livre a, lieu de livraison, livrer a, siege social, banque, "
        "coordonnees bancaires, contact commercial, domiciliation, adresse livraison, contact, "
        "votre contact, nom de la banque, interlocuteur, suivi par"
    ),
    "currency": "devise, monnaie, montants en, montants exprimes en",
    "tax_exempt": (
        "autoliquidation, exoneration de tva, exonere de tva, tva non applicable, franchise en base, "
        "livraison intracommunautaire, exoneree de tva, tva due par le preneur"
    ),
    "position": "ligne, no, n, pos, numero",
    "item": "reference, ref, code, code article, article, ref article, reference article, code produit",
    "description": (
        "description, designation, libelle, produit, prestation, article, intitule, detail, objet, nature, "
        "description des produits, nature de la prestation, designation des produits, produits, "
        "prestations, descriptif"
    ),
    "quantity": ("nbre, volume, quantite, qte, nombre, nb, heures, jours, qte facturee, quantites"),
    "unit": "unite, un, u",
    "unit_price": (
        "px, px unit, px unitaire, "
        "prix unitaire, prix unitaire ht, pu ht, p u ht, pu, p u, prix, prix unit, prix unit ht, "
        "prix u ht, prix unitaire hors taxes, tarif, tarif ht, pu net, prix uht, prix unitaire eur, "
        "taux horaire, pu eur, prix u, puht"
    ),
    "discount": "remise, rem, rabais, remise %",
    "tax_rate": "tva, taux tva, tva %, taux, taux de tva, % tva, taux t v a, t v a, code tva",
    "line_tax": "montant tva, tva eur",
    "line_total": (
        "total net ht, "
        "total ht, montant ht, montant, total, prix ht, prix total ht, total hors taxes, total ligne ht, "
        "montant eur, montant net ht, montant total ht, prix total, total ligne, montant hors taxe, "
        "montant hors taxes, net ht, valeur, ht"
    ),
    "line_gross": "total ttc, montant ttc, prix ttc, ttc, prix total ttc",
    "payment_reference": (
        "reference de paiement, reference du paiement, reference paiement, communication structuree, "
        "reference a rappeler, a rappeler lors du paiement, reference virement, libelle du virement, "
        "communication, ~reference"
    ),
}
