/**
 * What the definitions in a fingerprint say of an object, in its setting `catalog_edition`. A copy is described in the edition of its source's
 * fingerprint: described in a later one, it would differ from every backup of before by what was not read then.
 *
 * Who makes a definition say more, or say it otherwise, raises this by one, names the edition here, and has the query go by it.
 *
 * - 1: the first; fingerprints do not name it
 * - 2: the names of NOT NULL constraints, which PostgreSQL 18 dumps
 */
export const catalogEdition = 2;
