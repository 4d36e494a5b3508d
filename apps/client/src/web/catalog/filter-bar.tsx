import type { CatalogFilters } from '../api/catalog-filters';
import { levelNames } from '../ui/level-names';

export interface FilterProps {
  filters: CatalogFilters;
  onChange: (changes: Partial<CatalogFilters>) => void;
}

const levelChoices = [['', 'All levels'], ...Object.entries(levelNames)] as [
  CatalogFilters['level'],
  string,
][];

export function FilterBar({ filters, onChange }: FilterProps) {
  return (
    <div className="filters">
      <fieldset className="choices">
        <legend className="visually-hidden">Level</legend>
        {levelChoices.map(([level, label]) => (
          <label key={level} className="choices__item">
            <input
              className="choices__input visually-hidden"
              type="radio"
              name="level"
              value={level}
              checked={filters.level === level}
              onChange={() => onChange({ level })}
            />
            <span className="choices__label">{label}</span>
          </label>
        ))}
      </fieldset>
      <label className="sort">
        <span className="sort__label">Sort by</span>
        <select
          className="sort__select"
          value={filters.sort}
          onChange={({ target }) => onChange({ sort: target.value as CatalogFilters['sort'] })}
        >
          <option value="newest">Newest</option>
          <option value="title">Title</option>
        </select>
      </label>
    </div>
  );
}
