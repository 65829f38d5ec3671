// How much of their product provinces spend on research, and how strong their industries are, in spans of years.
// parameters: regions, indicator, figureFrom, figureTo, tableFrom, tableTo
// columns: what, region, item, year, value
MATCH (p:Region)-[e:MEASURED]->(i:Indicator)
WHERE p.id IN $regions AND p.level = 'PROVINCE' AND i.id = $indicator
  AND e.year >= $figureFrom AND e.year <= $figureTo
RETURN 'CAPACITY' AS what, p.id AS region, i.id AS item, e.year AS year, e.value AS value
UNION ALL
MATCH (p:Region)-[e:HAS_STRENGTH]->(i:Industry)
WHERE p.id IN $regions AND p.level = 'PROVINCE' AND e.year >= $tableFrom AND e.year <= $tableTo
RETURN 'QUOTIENT' AS what, p.id AS region, i.id AS item, e.year AS year, e.quotient AS value
