import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { ApiError } from '../../api/api-error';

/**
 * Shows the errors of the server beside their fields, which are in the order of the form, and focuses the first. Returns false
 * when there are others to show.
 */
export function showServerErrors<Values extends FieldValues>(
  error: unknown,
  fields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
): boolean {
  const errors = error instanceof ApiError ? error.errors : [];
  const errorOf = (field: string) => errors.find(({ pointer }) => pointer.split('/')[1] === field);
  const invalid = fields.filter((field) => errorOf(field) !== undefined);
  for (const field of invalid)
    setError(field, { message: errorOf(field)?.message ?? '' }, { shouldFocus: field === invalid[0] });
  const isPlaced = ({ pointer }: { pointer: string }) =>
    invalid.some((field) => field === pointer.split('/')[1]);
  return invalid.length > 0 && errors.every(isPlaced);
}
