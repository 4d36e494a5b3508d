import { Route, Routes } from 'react-router';
import { CataloguePage } from './catalogue/catalogue-page';
import { CoursePage } from './course/course-page';
import { Layout } from './layout/layout';
import { BrokenPage } from './states/broken-page';
import { ErrorBoundary } from './states/error-boundary';
import { NotFoundPage } from './states/not-found-page';

export function App() {
  return (
    <ErrorBoundary fallback={<BrokenPage />}>
      <Routes>
        <Route element={<Layout />}>
          <Route index element={<CataloguePage />} />
          <Route path="courses/:courseId" element={<CoursePage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </ErrorBoundary>
  );
}
