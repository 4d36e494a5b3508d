import type { Course } from '@courses/contracts';
import { useEffect, useRef, useState } from 'react';
import { useForm, type DefaultValues, type FieldValues, type Path, type PathValue } from 'react-hook-form';
import { useCourseChanged } from '../api/teaching';
import { showServerErrors } from '../ui/form/show-server-errors';
import { useFocusLater } from '../ui/use-focus-later';
import { errorMessage } from '../ui/feedback/error-message';
import { deleteDraft, readDraft, saveDraft } from './draft-storage';
import { same } from './merge';
import { saveMerged, type Conflict } from './save-merged';

interface Options<Fields extends FieldValues> {
  /** Key of the draft. */
  name: string;
  course: Course;
  partOf: (course: Course) => Fields;
  write: (changes: Partial<Fields>, version: number) => Promise<Course>;
  onSaved?: () => void;
}

/** A form for a part of a course, with a draft of unsaved values and a merge with what others changed. */
export function useMergingForm<Fields extends FieldValues>(options: Options<Fields>) {
  const { name, course, partOf, write, onSaved } = options;
  const courseChanged = useCourseChanged();
  const [draft] = useState(() => readDraft<Fields>(name));
  const base = useRef(draft?.base ?? partOf(course));
  const answered = useRef(course);
  const [conflict, setConflict] = useState<Conflict<Fields>>();
  const [failure, setFailure] = useState('');
  const [saved, setSaved] = useState(false);
  const form = useForm<Fields>({ defaultValues: (draft?.mine ?? partOf(course)) as DefaultValues<Fields> });
  const { subscribe, reset, getValues, setError } = form;
  const [dirty, setDirty] = useState(draft !== undefined);

  useEffect(() => {
    const remember = ({ values }: { values: Fields }) => {
      const changed = !same(values, base.current);
      setDirty(changed);
      setSaved(false);
      if (changed) saveDraft(name, { base: base.current, mine: values });
      else deleteDraft(name);
    };
    return subscribe({ formState: { values: true }, callback: remember });
  }, [subscribe, name]);
  useWarningBeforeLeaving(dirty);
  const saveButton = useRef<HTMLButtonElement>(null);
  const focusLater = useFocusLater();

  /** A response may be newer than the page. */
  const newest = () => (answered.current.version > course.version ? answered.current : course);
  const startFrom = (part: Fields) => {
    base.current = part;
    reset(part);
    setDirty(false);
    deleteDraft(name);
  };
  const save = async (mine: Fields) => {
    setFailure('');
    setConflict(undefined);
    try {
      const saving = await saveMerged({ course: newest(), base: base.current, mine, partOf, write });
      answered.current = saving.course;
      if (saving.conflict) return setConflict(saving.conflict);
      courseChanged(saving.course);
      startFrom(partOf(saving.course));
      setSaved(true);
      onSaved?.();
    } catch (error) {
      const names = Object.keys(base.current) as Path<Fields>[];
      if (!showServerErrors(error, names, setError)) setFailure(errorMessage(error));
    }
  };
  /** Continues from their version, with my values where they were chosen. */
  const resolve = async (takeTheirs: string[]) => {
    if (!conflict) return;
    base.current = conflict.theirs;
    for (const field of takeTheirs)
      form.setValue(field as Path<Fields>, conflict.theirs[field] as PathValue<Fields, Path<Fields>>);
    focusLater(() => saveButton.current);
    await save(getValues());
  };
  const discard = () => {
    startFrom(partOf(newest()));
    setConflict(undefined);
    setFailure('');
    focusLater(() => saveButton.current);
  };
  const restored = draft !== undefined && dirty;
  return { form, save, resolve, discard, conflict, failure, saved, dirty, restored, saveButton };
}

function useWarningBeforeLeaving(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [active]);
}
